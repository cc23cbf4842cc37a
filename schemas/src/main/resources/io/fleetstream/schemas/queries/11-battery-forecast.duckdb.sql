SELECT device_id, last_level AS percent_now, round(-3600 * slope, 2) AS percent_per_hour,
       round(last_level / (-3600 * slope), 1) AS hours_left
  FROM (SELECT device_id, max_by(value, time) AS last_level,
               regr_slope(value, date_diff('millisecond', now() - INTERVAL '3' DAY, time) / 1000e0) AS slope
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '3' DAY AS DATE) AND time >= now() - INTERVAL '3' DAY
           AND metric = 'battery' AND quality <> 'BAD'
         GROUP BY device_id) AS lines
 WHERE slope < 0 AND last_level / -slope < 7 * 86400
 ORDER BY hours_left
