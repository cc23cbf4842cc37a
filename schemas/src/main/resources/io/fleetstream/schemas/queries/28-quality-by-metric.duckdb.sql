-- Trino has no `mode`; take `max_by(reason, n)` over a count by reason.
SELECT device_type, metric, count(*) AS values,
       count(*) FILTER (WHERE quality = 'GOOD') AS good,
       count(*) FILTER (WHERE quality = 'UNCERTAIN') AS uncertain,
       count(*) FILTER (WHERE quality = 'BAD') AS bad,
       mode(quality_reason) AS usual_reason
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
 GROUP BY device_type, metric
 ORDER BY bad DESC, device_type, metric
