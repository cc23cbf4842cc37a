-- Which devices send less than they used to?
-- Messages of the running hour beside the mean of the 23 before, so ask near its end; those that have fallen below half, but are not silent.
SELECT device_id, last_hour, round(usual::numeric, 2) AS usual
  FROM (SELECT device_id,
               sum(received) FILTER (WHERE hour >= now() - INTERVAL '1 hour') AS last_hour,
               sum(received) FILTER (WHERE hour < now() - INTERVAL '1 hour') / 23.0 AS usual
          FROM device_hours
         WHERE hour >= now() - INTERVAL '1 day' AND hour < now()
         GROUP BY device_id) AS rates
 WHERE last_hour < usual / 2
 ORDER BY last_hour / usual, device_id
