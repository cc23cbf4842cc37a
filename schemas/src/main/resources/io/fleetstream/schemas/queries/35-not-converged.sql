-- Which devices do not do what is desired of them?
-- Shadows whose desired state has differed from what the device reports for more than an hour, the longest first.
SELECT s.device_id, s.shadow_name, d.site, d.model, s.version, s.pending_since,
       round(extract(epoch FROM now() - s.pending_since) / 60) AS minutes
  FROM device_shadows s
  LEFT JOIN devices d USING (device_id)
 WHERE s.pending_since < now() - INTERVAL '1 hour'
 ORDER BY s.pending_since, s.device_id
