-- How available was each device?
-- Of the 24 hours that began in the last day, those in which anything came; least available first. On the files only devices of which something is stored.
SELECT d.device_id, d.site, count(h.hour) AS hours_heard, round(100.0 * count(h.hour) / 24, 1) AS percent
  FROM devices d
  LEFT JOIN (SELECT DISTINCT device_id, hour
               FROM device_hours
              WHERE hour >= now() - INTERVAL '1 day' AND received > 0) h USING (device_id)
 WHERE d.status = 'ACTIVE'
 GROUP BY d.device_id, d.site
 ORDER BY hours_heard, d.device_id
 LIMIT 3
