package cn.estation.appointment.booking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is the same for everything that can be booked.
 *
 * @param holdFor how long a place is held while somebody makes up their mind
 * @param offerFor how long a place that came free is held for the first of the waitlist
 * @param insteadFor how long another place is held for somebody whose appointment the office cancelled
 * @param grace how long after the end of a slot somebody may still check in
 * @param mostOpen open bookings of one account, whomever they are for
 * @param mostHolds holds of one account at a time
 * @param mostWasted holds of one account that came to nothing within an hour
 */
@ConfigurationProperties("estation.appointment")
public record AppointmentSettings(
        @DefaultValue("PT10M") Duration holdFor,
        @DefaultValue("PT2H") Duration offerFor,
        @DefaultValue("PT24H") Duration insteadFor,
        @DefaultValue("PT30M") Duration grace,
        @DefaultValue("10") int mostOpen,
        @DefaultValue("2") int mostHolds,
        @DefaultValue("6") int mostWasted) {}
