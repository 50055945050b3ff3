-- A7: 组织树没有环，每个节点的路径是上级的路径加自己
SELECT c.id AS grid_cell_id, c.path
FROM grid_cell c LEFT JOIN grid_cell p ON p.id = c.parent_id
WHERE c.path <> CONCAT(IFNULL(p.path, '/'), c.id, '/') OR c.depth <> IFNULL(p.depth, 0) + 1
LIMIT 100
