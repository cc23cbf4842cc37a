SELECT device_id, metric, count(*) AS "values", round(avg(value), 2) AS mean, round(stddev_samp(value), 2) AS sd,
       round(stddev_samp(value) / abs(avg(value)), 3) AS variation
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY AND quality <> 'BAD'
 GROUP BY device_id, metric
HAVING avg(value) <> 0 AND count(*) > 1
 ORDER BY variation DESC, device_id
 LIMIT 3
