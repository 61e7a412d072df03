using NodaTime;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>Easter Sunday by computation.</summary>
public static class Easter
{
    /// <summary>
    /// Western Easter in the Gregorian calendar: the anonymous Gregorian algorithm (Nature, 20 April 1876; Butcher
    /// 1877; Meeus, Astronomical Algorithms, 1991, chapter 8).
    /// </summary>
    public static LocalDate Western(int year)
    {
        var a = year % 19;
        var (century, inCentury) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(century, 4);
        var f = (century + 8) / 25;
        var g = (century - f + 1) / 3;
        var h = ((19 * a) + century - d - g + 15) % 30;
        var (i, k) = Math.DivRem(inCentury, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (month, day) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new LocalDate(year, month, day + 1);
    }

    /// <summary>
    /// Orthodox Easter, as a Gregorian date: computed in the Julian calendar (Meeus, Astronomical Algorithms, 1991,
    /// chapter 8).
    /// </summary>
    public static LocalDate Orthodox(int year)
    {
        var d = ((19 * (year % 19)) + 15) % 30;
        var e = ((2 * (year % 4)) + (4 * (year % 7)) - d + 34) % 7;
        var (month, day) = Math.DivRem(d + e + 114, 31);
        return new LocalDate(year, month, day + 1, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
    }
}
