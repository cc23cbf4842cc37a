-- Which firmware loses most?
-- Of the messages sent in the last seven days, the share whose number never came in a usable message. On the files it can only be
-- guessed, from the numbers of the values stored, here of the last day: a device that starts its counter again breaks that.
SELECT firmware, sum(devices) AS devices, sum(received) AS received, sum(missing_net) AS missing,
       round(100.0 * sum(missing_net) / nullif(sum(received) - sum(duplicated) + sum(missing_net), 0), 2) AS loss_percent
  FROM v_firmware_health
 GROUP BY firmware
 ORDER BY loss_percent DESC NULLS LAST, firmware
