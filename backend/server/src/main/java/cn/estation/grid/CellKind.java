package cn.estation.grid;

/** Levels of the tree, from the top: 区, 街道, 社区, 网格, 微网格, 楼栋, 户. */
public enum CellKind {
    DISTRICT,
    SUBDISTRICT,
    COMMUNITY,
    GRID,
    MICRO_GRID,
    BUILDING,
    HOUSEHOLD
}
