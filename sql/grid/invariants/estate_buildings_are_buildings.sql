-- I-grid-2: 小区里的都是楼栋，楼栋在小区所属的社区里
SELECT b.building_id
FROM grid_estate_building b
JOIN grid_estate e ON e.id = b.estate_id
JOIN grid_cell c ON c.id = b.building_id
JOIN grid_cell k ON k.id = e.community_id
WHERE c.kind <> 'BUILDING' OR k.kind <> 'COMMUNITY' OR c.path NOT LIKE CONCAT(k.path, '%')
LIMIT 100
