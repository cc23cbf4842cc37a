SELECT device_id, last_hour, round(usual, 2) AS usual
  FROM (SELECT device_id,
               count(*) FILTER (WHERE time >= now() - INTERVAL '1' HOUR) AS last_hour,
               count(*) FILTER (WHERE time < now() - INTERVAL '1' HOUR) / 23e0 AS usual
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE)
           AND time >= now() - INTERVAL '1' DAY AND time < now() AND metric = 'temperature'
         GROUP BY device_id) AS rates
 WHERE last_hour > 0 AND last_hour < usual / 2
 ORDER BY last_hour / usual, device_id
