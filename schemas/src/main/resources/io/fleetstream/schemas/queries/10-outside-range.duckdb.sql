SELECT device_id, metric, count(*) AS "values", count(*) FILTER (WHERE quality = 'BAD') AS bad,
       max(quality_reason) AS reason, min(value) AS min, max(value) AS max
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
 GROUP BY device_id, metric
HAVING count(*) FILTER (WHERE quality_reason = 'OUT_OF_RANGE') > 0
 ORDER BY bad DESC, device_id
 LIMIT 20
