SELECT firmware, count(*) AS devices, sum(received) AS received, sum(sent - received) AS missing,
       round(100e0 * sum(sent - received) / sum(sent), 2) AS loss_percent
  FROM (SELECT firmware, device_id, max(sequence) - min(sequence) + 1 AS sent,
               count(DISTINCT sequence) AS received
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE)
           AND time >= now() - INTERVAL '1' DAY AND sequence IS NOT NULL
         GROUP BY firmware, device_id) AS counters
 GROUP BY firmware
 ORDER BY loss_percent DESC, firmware
