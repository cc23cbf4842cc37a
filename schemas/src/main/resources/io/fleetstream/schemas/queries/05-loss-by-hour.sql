-- When was it lost?
-- The last hours of a site, by hour of arrival.
SELECT hour, sum(received) AS received, sum(rejected) AS rejected, sum(missing_net) AS missing
  FROM v_loss_by_device_hour
 WHERE site = 'hall' AND hour >= now() - INTERVAL '3 hours'
 GROUP BY hour
 ORDER BY hour
