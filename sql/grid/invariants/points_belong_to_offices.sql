-- I-grid-3: 服务点由区、街道或社区管理，专门服务的范围都归它管
SELECT p.id
FROM grid_point p
JOIN grid_cell c ON c.id = p.cell_id
LEFT JOIN grid_coverage v ON v.point_id = p.id
LEFT JOIN grid_cell s ON s.id = v.cell_id
WHERE c.kind NOT IN ('DISTRICT', 'SUBDISTRICT', 'COMMUNITY') OR s.path NOT LIKE CONCAT(c.path, '%')
LIMIT 100
