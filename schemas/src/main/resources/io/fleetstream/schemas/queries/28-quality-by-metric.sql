-- Which values are wrong?
-- Quality by metric, and the usual reason.
SELECT device_type, metric, count(*) AS values,
       count(*) FILTER (WHERE quality = 'GOOD') AS good,
       count(*) FILTER (WHERE quality = 'UNCERTAIN') AS uncertain,
       count(*) FILTER (WHERE quality = 'BAD') AS bad,
       mode() WITHIN GROUP (ORDER BY quality_reason) AS usual_reason
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day'
 GROUP BY device_type, metric
 ORDER BY bad DESC, device_type, metric
