-- What does a usual day look like?
-- Mean by hour of the day (UTC) over the last day of a device: put in a week for a profile. `v_device_hourly` is quicker over months.
SELECT extract(hour FROM time AT TIME ZONE 'UTC')::int AS hour_of_day, count(*) AS values, round(avg(value)::numeric, 2) AS mean
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day' AND device_id = 'd2' AND metric = 'temperature' AND quality <> 'BAD'
 GROUP BY 1
 ORDER BY 1
 LIMIT 2
