SELECT site, date_trunc('hour', time) AS hour, count(*) AS values, quantile_disc(value, 0.95) AS p95
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '3' HOUR AS DATE) AND time >= now() - INTERVAL '3' HOUR
   AND time < now() - INTERVAL '1' HOUR
   AND metric = 'temperature' AND quality <> 'BAD'
 GROUP BY site, date_trunc('hour', time)
 ORDER BY site, hour
