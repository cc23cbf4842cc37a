-- Under which configuration was this measured?
-- Values of one device of the last day by the version of its shadow when they were measured.
SELECT shadow_version, fleet_json_value(shadow_desired, 'interval') AS desired_interval,
       count(*) AS values, round(avg(value)::numeric, 2) AS mean
  FROM v_readings_with_shadow
 WHERE device_id = 'd1' AND metric = 'temperature' AND time >= now() - INTERVAL '1 day'
 GROUP BY 1, 2
 ORDER BY 1 NULLS FIRST
