SELECT device_id, min(time) AS hot_from, max(time) AS hot_until, count(*) AS "values", max(value) AS max
  FROM (SELECT device_id, time, value, value > 25 AS hot,
               row_number() OVER (PARTITION BY device_id ORDER BY time)
                   - row_number() OVER (PARTITION BY device_id, value > 25 ORDER BY time) AS stretch
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
           AND metric = 'temperature' AND quality <> 'BAD' AND site = 'hall') AS marked
 WHERE hot
 GROUP BY device_id, stretch
HAVING max(time) >= min(time) + INTERVAL '1' HOUR
 ORDER BY hot_from
