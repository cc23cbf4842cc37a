-- Which configurations are out there?
-- Devices by the interval they report and the one desired of them, in the classic shadow. `fleet_json_value` is `#>>` that does not fail at
-- texts PostgreSQL cannot hold.
SELECT coalesce(d.model, '?') AS model, fleet_json_value(s.desired, 'interval') AS desired,
       fleet_json_value(s.reported, 'interval') AS reported, count(*) AS devices
  FROM device_shadows s
  LEFT JOIN devices d USING (device_id)
 WHERE s.shadow_name = '' AND NOT s.deleted
 GROUP BY 1, 2, 3
 ORDER BY devices DESC, 1, 2, 3
