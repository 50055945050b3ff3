package cn.estation.appointment.desk;

/** Conditions on a booking {@code b} that lists and figures share, so that a number and its list never part. */
public final class BookingTerms {

    /** Somebody meant to come: neither a hold they only looked with, nor an offer they did not take. */
    public static final String REAL = """
            (b.sub_status NOT IN ('LOOKING', 'OFFERED') AND (b.outcome IS NULL OR b.outcome NOT IN
            ('EXPIRED', 'ABANDONED', 'LAPSED')))
            """;

    /** How many days ahead it was booked, in China. */
    public static final String LEAD = "DATEDIFF(b.day, DATE(TIMESTAMPADD(HOUR, 8, b.created_at)))";

    private BookingTerms() {}
}
