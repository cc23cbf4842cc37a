SELECT org, site, count(DISTINCT device_id) AS devices, round(avg(value), 2) AS mean, max(value) AS max
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
   AND metric = 'temperature' AND quality <> 'BAD'
 GROUP BY org, site
 ORDER BY mean DESC
 LIMIT 10
