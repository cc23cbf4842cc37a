SELECT site, hour, count(*) AS "values", min(value) FILTER (WHERE place >= 0.95e0 * n) AS p95
  FROM (SELECT site, date_trunc('hour', time) AS hour, value,
               row_number() OVER (PARTITION BY site, date_trunc('hour', time) ORDER BY value) AS place,
               count(*) OVER (PARTITION BY site, date_trunc('hour', time)) AS n
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '3' HOUR AS DATE) AND time >= now() - INTERVAL '3' HOUR
           AND time < now() - INTERVAL '1' HOUR
           AND metric = 'temperature' AND quality <> 'BAD') AS places
 GROUP BY site, hour
 ORDER BY site, hour
