package cn.estation.mall.order;

import cn.estation.identity.Resident;
import cn.estation.kernel.Idempotency;
import cn.estation.mall.gate.Gone;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Stock;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Stands before redeeming and tells those who come too late at once, so that thousands of them do not queue for a lock
 * that gives them nothing. What is gone it knows from {@link Gone}; it never lets anybody have anything, and whoever it does
 * not stop is decided on by the database. A command that was done before is never stopped: it gets its answer again.
 */
@Aspect
@Component
@Order(0)
class SoldOutGate {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final Gone gone;
    private final Stock stock;
    private final Shelving shelf;
    private final Idempotency idempotency;
    private final HttpServletRequest request;

    SoldOutGate(Gone gone, Stock stock, Shelving shelf, Idempotency idempotency, HttpServletRequest request) {
        this.gone = gone;
        this.stock = stock;
        this.shelf = shelf;
        this.idempotency = idempotency;
        this.request = request;
    }

    @Around("execution(* cn.estation.mall.order.MallController.redeem(..)) && args(resident, body)")
    @Nullable Object redeem(ProceedingJoinPoint call, Resident resident, MallController.Redeem body) throws Throwable {
        long item = body.itemId().value();
        var name = gone.name(item);
        if (name.isPresent() && !isDone(resident)) {
            throw new Redeeming.OutOfStock(name.get());
        }
        try {
            return call.proceed();
        } catch (Redeeming.OutOfStock soldOut) {
            remember(item);
            throw soldOut;
        }
    }

    /** True also without a good key: what that answers is not for the gate to say. */
    private boolean isDone(Resident resident) {
        var key = request.getHeader("Idempotency-Key");
        return key == null
                || !KEY.matcher(key).matches()
                || idempotency.isDone(resident, request.getMethod() + " " + request.getServletPath(), key);
    }

    /** Looked up anew: what the refused one saw may be over by now. */
    private void remember(long item) {
        var since = gone.now();
        boolean nothing = held(item).stream().filter(Stock.Held::inUse).allMatch(one -> one.quantity() == 0);
        if (nothing) {
            shelf.find(item).filter(Item::listed).ifPresent(found -> gone.remember(item, found.name(), since));
        }
    }

    private Collection<Stock.Held> held(long item) {
        return Optional.ofNullable(stock.of(List.of(item)).get(item)).orElse(List.of());
    }
}
