package cn.estation.mall.figures;

import cn.estation.kernel.SafeCell;
import cn.estation.mall.Money;
import cn.estation.mall.order.RedemptionStatus;
import cn.estation.mall.shelf.ItemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Redemptions as a workbook, without anybody's name; every text is marked as text, so none becomes a formula. */
final class RedemptionSheet {

    private static final List<String> HEAD = List.of("编号", "日期", "商品", "种类", "领取点", "商户", "积分", "成本（元）", "状态");

    private RedemptionSheet() {}

    static byte[] of(List<RedemptionFigureMapper.Line> lines) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "estation", "1.0")) {
            var sheet = book.newWorksheet("兑换");
            for (int column = 0; column < HEAD.size(); column++) {
                text(sheet, 0, column, HEAD.get(column));
            }
            for (int row = 0; row < lines.size(); row++) {
                line(sheet, row + 1, lines.get(row));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void line(Worksheet sheet, int row, RedemptionFigureMapper.Line line) {
        text(sheet, row, 0, Long.toString(line.id()));
        text(sheet, row, 1, line.day().toString());
        text(sheet, row, 2, line.itemName());
        text(sheet, row, 3, ItemKind.valueOf(line.kind()).title());
        text(sheet, row, 4, line.site());
        text(sheet, row, 5, line.supplier() == null ? "" : line.supplier());
        sheet.value(row, 6, line.price());
        sheet.value(row, 7, new BigDecimal(Money.yuan(line.cents())));
        text(sheet, row, 8, RedemptionStatus.valueOf(line.status()).title());
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.inlineString(row, column, SafeCell.out(text).replaceAll("[\\p{Cntrl}&&[^\t\n]]", ""));
    }
}
