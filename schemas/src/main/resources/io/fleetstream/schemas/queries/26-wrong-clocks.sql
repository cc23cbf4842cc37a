-- Which clocks are wrong?
-- By more than 5 s. On the files: the median of time as sent less arrival, which the time under way makes a little smaller.
SELECT device_id, site, firmware, round(clock_offset_micros / 1e6, 1) AS seconds_ahead
  FROM devices
 WHERE abs(clock_offset_micros) > 5e6
 ORDER BY abs(clock_offset_micros) DESC
