-- What did a device measure, hour by hour?
-- Three hours of it here. From the roll-ups, which outlive the raw rows: a month of a device is a matter of milliseconds. BAD values do not count.
SELECT hour, values, mean, min, max, last
  FROM v_device_hourly
 WHERE device_id = 'd2' AND metric = 'temperature' AND hour >= now() - INTERVAL '13 hours' AND hour < now() - INTERVAL '10 hours'
 ORDER BY hour
