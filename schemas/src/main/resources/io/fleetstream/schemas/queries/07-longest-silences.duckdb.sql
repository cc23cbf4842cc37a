SELECT device_id, metric, previous AS silent_from, time AS silent_until,
       date_diff('minute', previous, time) AS minutes
  FROM (SELECT device_id, metric, time,
               lag(time) OVER (PARTITION BY device_id, metric ORDER BY time) AS previous
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE)
           AND time >= now() - INTERVAL '1' DAY AND metric = 'temperature'
           AND device_type = 'thermostat') AS pairs
 WHERE time > previous + INTERVAL '30' MINUTE
 ORDER BY minutes DESC, device_id
