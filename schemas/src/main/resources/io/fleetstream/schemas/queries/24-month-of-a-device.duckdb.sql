SELECT date_trunc('hour', time) AS hour, count(*) AS "values", avg(value) AS mean, min(value) AS min,
       max(value) AS max, max_by(value, time) AS last
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '13' HOUR AS DATE) AND device_id = 'd2' AND metric = 'temperature'
   AND quality <> 'BAD' AND time >= now() - INTERVAL '13' HOUR AND time < now() - INTERVAL '10' HOUR
 GROUP BY 1
 ORDER BY 1
