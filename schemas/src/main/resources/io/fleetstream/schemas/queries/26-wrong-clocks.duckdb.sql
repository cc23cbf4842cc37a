SELECT device_id, site, firmware, seconds_ahead
  FROM (SELECT device_id, max(site) AS site, max(firmware) AS firmware,
               round(avg(ahead) FILTER (WHERE 2 * place BETWEEN n AND n + 2), 1) AS seconds_ahead
          FROM (SELECT device_id, site, firmware, ahead, count(*) OVER (PARTITION BY device_id) AS n,
                       row_number() OVER (PARTITION BY device_id ORDER BY ahead) AS place
                  FROM (SELECT device_id, site, firmware,
                               date_diff('millisecond', received_at, device_time) / 1000e0 AS ahead
                          FROM parquet.readings
                         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE)
                           AND device_time IS NOT NULL) AS differences) AS places
         GROUP BY device_id) AS medians
 WHERE abs(seconds_ahead) > 5
 ORDER BY abs(seconds_ahead) DESC
