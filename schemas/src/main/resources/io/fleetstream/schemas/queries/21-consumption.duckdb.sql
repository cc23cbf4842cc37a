SELECT site, metric, unit, count(*) AS devices, sum(increase) AS increase
  FROM (SELECT device_id, site, metric, unit, max(value) - min(value) AS increase
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
           AND metric = 'energy' AND quality <> 'BAD'
         GROUP BY device_id, site, metric, unit) AS meters
 GROUP BY site, metric, unit
 ORDER BY site
