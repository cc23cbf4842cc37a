SELECT device_type, metric, sum(n) AS "values", sum(good) AS good, sum(uncertain) AS uncertain,
       sum(bad) AS bad, max_by(quality_reason, n) FILTER (WHERE quality_reason IS NOT NULL) AS usual_reason
  FROM (SELECT device_type, metric, quality_reason, count(*) AS n,
               count(*) FILTER (WHERE quality = 'GOOD') AS good,
               count(*) FILTER (WHERE quality = 'UNCERTAIN') AS uncertain,
               count(*) FILTER (WHERE quality = 'BAD') AS bad
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
         GROUP BY device_type, metric, quality_reason) AS reasons
 GROUP BY device_type, metric
 ORDER BY bad DESC, device_type, metric
