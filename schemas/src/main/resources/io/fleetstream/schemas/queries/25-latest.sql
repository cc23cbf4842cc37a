-- What does every device measure now?
-- Measured last, not received last. On the files: as of the last hour that was published.
SELECT device_id, time, value, unit, quality
  FROM v_device_latest
 WHERE metric = 'temperature' AND site IN ('hall', 'roof')
 ORDER BY device_id
