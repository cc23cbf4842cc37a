-- How much did meters count?
-- Increase of a counter over the last day, by site; a counter that was reset shows as less.
SELECT site, metric, unit, count(*) AS devices, sum(increase) AS increase
  FROM (SELECT device_id, site, metric, unit, max(value) - min(value) AS increase
          FROM device_readings
         WHERE time >= now() - INTERVAL '1 day' AND metric = 'energy' AND quality <> 'BAD'
         GROUP BY device_id, site, metric, unit) AS meters
 GROUP BY site, metric, unit
 ORDER BY site
