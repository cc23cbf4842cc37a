SELECT extract(hour FROM time) AS hour_of_day, count(*) AS "values", round(avg(value), 2) AS mean
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
   AND device_id = 'd2' AND metric = 'temperature' AND quality <> 'BAD'
 GROUP BY 1
 ORDER BY 1
 LIMIT 2
