-- Where did data stop for a while?
-- Pauses of more than half an hour between two values of the same metric in the last day.
SELECT device_id, metric, previous AS silent_from, time AS silent_until,
       round(extract(epoch FROM time - previous) / 60) AS minutes
  FROM (SELECT device_id, metric, time,
               lag(time) OVER (PARTITION BY device_id, metric ORDER BY time) AS previous
          FROM device_readings
         WHERE time >= now() - INTERVAL '1 day' AND metric = 'temperature'
           AND device_type = 'thermostat') AS pairs
 WHERE time - previous > INTERVAL '30 minutes'
 ORDER BY minutes DESC, device_id
