-- How much lies in them, by day of event time, since yesterday.
SELECT org, dt, count(*) AS "values", count(DISTINCT device_id) AS devices, count(DISTINCT hour) AS hours
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE)
 GROUP BY org, dt
 ORDER BY org, dt
