-- Which units had to be converted?
-- And which could not be.
SELECT device_type, firmware, metric, sent_unit, unit, quality_reason, count(*) AS values
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day' AND (sent_unit IS NOT NULL OR quality_reason = 'UNKNOWN_UNIT')
 GROUP BY 1, 2, 3, 4, 5, 6
 ORDER BY values DESC
