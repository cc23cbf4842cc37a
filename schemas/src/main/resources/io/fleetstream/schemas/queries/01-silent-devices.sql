-- Which devices went silent?
-- Those that are to work, have been heard in the last week, and not in the last hour; longest silence first.
SELECT d.device_id, d.site, h.heard_at, round(extract(epoch FROM now() - h.heard_at) / 3600, 1) AS silent_hours
  FROM devices d
  JOIN (SELECT device_id, max(updated_at) AS heard_at
          FROM device_hours
         WHERE hour > now() - INTERVAL '7 days'
         GROUP BY device_id) h USING (device_id)
 WHERE d.status = 'ACTIVE' AND h.heard_at < now() - INTERVAL '1 hour'
 ORDER BY h.heard_at
