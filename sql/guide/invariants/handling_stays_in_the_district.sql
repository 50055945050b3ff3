-- I-guide-5: 窗口办的事项与窗口在同一个区
SELECT h.counter_id, h.item_id
FROM guide_handling h
JOIN guide_item i ON i.id = h.item_id
JOIN grid_cell g ON g.id = i.cell_id
JOIN grid_counter n ON n.id = h.counter_id
JOIN grid_point p ON p.id = n.point_id
JOIN grid_cell c ON c.id = p.cell_id
WHERE SUBSTRING_INDEX(SUBSTRING_INDEX(g.path, '/', 2), '/', -1) <> SUBSTRING_INDEX(SUBSTRING_INDEX(c.path, '/', 2), '/', -1)
LIMIT 100
