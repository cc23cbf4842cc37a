-- How much comes from wrong clocks?
-- Messages stored from a clock known to be wrong, by firmware.
SELECT firmware, sum(skewed) AS skewed, sum(stored) AS stored,
       round(sum(skewed) / nullif(sum(stored), 0), 4) AS share
  FROM device_hours
 GROUP BY firmware
 ORDER BY share DESC NULLS LAST, firmware
