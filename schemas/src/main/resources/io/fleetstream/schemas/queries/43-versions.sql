-- Which versions does the fleet run?
-- By what devices reported last; without a version: never heard of, or never told.
SELECT device_type, model, firmware, devices, round(100 * share::numeric, 1) AS percent
  FROM v_firmware_versions
 ORDER BY device_type, model, devices DESC, firmware
