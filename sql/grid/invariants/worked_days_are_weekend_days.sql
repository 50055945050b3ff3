-- I-grid-5: 调休上班的日子本来是周末
SELECT d.day
FROM grid_calendar_day d
WHERE d.kind = 'ADJUSTED_WORKING' AND DAYOFWEEK(d.day) NOT IN (1, 7)
LIMIT 100
