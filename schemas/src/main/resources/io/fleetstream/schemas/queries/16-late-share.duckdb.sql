SELECT site, count(*) AS "values", count(*) FILTER (WHERE received_at > time + INTERVAL '10' MINUTE) AS late,
       round(100e0 * count(*) FILTER (WHERE received_at > time + INTERVAL '10' MINUTE) / count(*), 2) AS late_percent
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
   AND metric = 'temperature'
 GROUP BY site
 ORDER BY late_percent DESC, site
