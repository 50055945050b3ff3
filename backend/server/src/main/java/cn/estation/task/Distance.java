package cn.estation.task;

/** How far apart two points are. Both are GCJ-02, as maps in China have them; the error of that is the same for both. */
final class Distance {

    private static final double EARTH = 6_371_000;

    private Distance() {}

    /** In metres, along the ground. */
    static int metres(double lngA, double latA, double lngB, double latB) {
        double phi = Math.toRadians(latB - latA) / 2;
        double lambda = Math.toRadians(lngB - lngA) / 2;
        double a = Math.pow(Math.sin(phi), 2)
                + Math.cos(Math.toRadians(latA)) * Math.cos(Math.toRadians(latB)) * Math.pow(Math.sin(lambda), 2);
        return (int) Math.round(2 * EARTH * Math.asin(Math.min(1, Math.sqrt(a))));
    }
}
