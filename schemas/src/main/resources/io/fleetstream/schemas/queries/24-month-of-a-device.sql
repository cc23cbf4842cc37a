-- What did a device measure, hour by hour?
-- From the roll-ups, which outlive the raw rows; a month of it is a matter of milliseconds.
SELECT hour, values, mean, min, max, last
  FROM v_device_hourly
 WHERE device_id = 'd2' AND metric = 'temperature' AND hour >= now() - INTERVAL '13 hours' AND hour < now() - INTERVAL '10 hours'
 ORDER BY hour
