SELECT device_type, firmware, metric, sent_unit, unit, quality_reason, count(*) AS "values"
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
   AND (sent_unit IS NOT NULL OR quality_reason = 'UNKNOWN_UNIT')
 GROUP BY 1, 2, 3, 4, 5, 6
 ORDER BY "values" DESC
