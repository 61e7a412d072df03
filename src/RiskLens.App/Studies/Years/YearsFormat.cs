using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies.Years;

/// <summary>
/// A study's years as bytes: numbers as they are in memory, so that what is read draws the same years bit for bit. Sources and
/// owners of assumptions, which no draw needs, are left out.
/// </summary>
internal static class YearsFormat
{
    private const string Mark = "risklens years 1";

    public static byte[] Write(StudyYears years, string version)
    {
        using var stream = new MemoryStream();
        using (var to = new BinaryWriter(stream))
        {
            to.Write(Mark);
            to.Write(version);
            to.Write(years.StudyId);
            to.Write(years.Seed);
            to.Write(years.Trials);
            to.Write(years.Currency);
            to.WriteAll(years.Channels, (w, id) => w.Write(id));
            to.WriteAll(years.Cells, WriteCell);
            to.WriteAll(years.Learnt, WriteLearnt);
            to.WriteAll(years.Assumptions, WriteAssumption);
            to.WriteNumbers(years.Levels);
            to.WriteAll(years.Strikes, (w, year) => w.WriteAll(year, WriteStrike));
            WriteShares(to, years.Contacts);
            to.WriteAll(years.Capable, (w, mask) => w.Write(mask));
            to.Write(years.InboundMask);
            to.Write(years.TodayMask);
            WritePolicy(to, years.Policy);
            to.WriteAll(years.Enrolments, WriteEnrolment);
            to.WriteOrNull(years.Delivered);
            to.WriteAll(
                years.MessagesOutPerYear,
                (w, m) =>
                {
                    w.Write(m.Key);
                    w.Write(m.Value);
                }
            );
            to.WriteNumbers(years.Capacity);
            to.WriteNumbers(years.Standing);
            to.Write(years.InMoney);
            WriteMix(to, years.Recommended);
        }
        return stream.ToArray();
    }

    /// <summary>Null for what another version wrote.</summary>
    public static StudyYears? Read(byte[] bytes, string version)
    {
        using var from = new BinaryReader(new MemoryStream(bytes, writable: false));
        if (from.ReadString() != Mark || from.ReadString() != version)
            return null;
        return new StudyYears
        {
            StudyId = from.ReadString(),
            Seed = from.ReadUInt64(),
            Trials = from.ReadInt32(),
            Currency = from.ReadString(),
            Channels = from.ReadAll(r => r.ReadString()),
            Cells = from.ReadAll(ReadCell),
            Learnt = from.ReadAll(ReadLearnt),
            Assumptions = from.ReadAll(ReadAssumption),
            Levels = from.ReadNumbers(),
            Strikes = from.ReadAll(r => r.ReadAll(ReadStrike)),
            Contacts = ReadShares(from),
            Capable = from.ReadAll(r => r.ReadInt32()),
            InboundMask = from.ReadInt32(),
            TodayMask = from.ReadInt32(),
            Policy = ReadPolicy(from),
            Enrolments = from.ReadAll(ReadEnrolment),
            Delivered = from.ReadNumbersOrNull(),
            MessagesOutPerYear = from.ReadAll(r => (Key: r.ReadString(), Value: r.ReadDouble()))
                .ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal),
            Capacity = from.ReadNumbers(),
            Standing = from.ReadNumbers(),
            InMoney = from.ReadBoolean(),
            Recommended = ReadMix(from),
        };
    }

    private static void WriteCell(BinaryWriter to, DemandCell cell)
    {
        to.Write(cell.Channel);
        to.Write(cell.Purpose);
        to.Write((int)cell.Direction);
        to.WriteNumbers(cell.Path);
        WriteShares(to, cell.ShareBySet);
        to.Write(cell.MovesMoney);
        to.WriteOrNull(cell.Facts.OpenHours);
        to.Write(cell.Facts.Amount);
        to.Write(cell.Facts.MessagesOut.Count);
        to.Write(cell.Facts.Customers.Count);
        to.WriteOrNull(cell.Facts.AmountSd);
        to.Write((int)cell.Campaign);
    }

    private static DemandCell ReadCell(BinaryReader from) =>
        new(
            from.ReadInt32(),
            from.ReadString(),
            (Direction)from.ReadInt32(),
            from.ReadNumbers(),
            ReadShares(from),
            from.ReadBoolean()
        )
        {
            Facts = new ConversationFacts(
                from.ReadNumberOrNull(),
                from.ReadDouble(),
                new MessageCount(from.ReadDouble()),
                new ContactCount(from.ReadDouble())
            )
            {
                AmountSd = from.ReadNumberOrNull(),
            },
            Campaign = (CampaignUnit)from.ReadInt32(),
        };

    private static void WriteLearnt(BinaryWriter to, LearntOutage outage)
    {
        to.WriteNumbers(outage.RecoveredOfRest);
        to.WriteOrNull(outage.ReroutedShare);
        to.Write(outage.ReachableShare);
        to.WriteNumbers([.. outage.Waits.Select(w => w.WaitHours)]);
        to.WriteNumbers([.. outage.Waits.Select(w => w.Demand)]);
    }

    private static LearntOutage ReadLearnt(BinaryReader from) =>
        new(
            from.ReadNumbers(),
            from.ReadNumbersOrNull(),
            from.ReadDouble(),
            [.. from.ReadNumbers().Zip(from.ReadNumbers())]
        );

    private static void WriteAssumption(BinaryWriter to, Assumption assumption)
    {
        to.Write(assumption.Key);
        to.Write(assumption.Law.ToString());
        to.Write(assumption.Unit);
        to.Write(assumption.IsShare);
    }

    private static Assumption ReadAssumption(BinaryReader from)
    {
        var (key, law, unit) = (from.ReadString(), from.ReadString(), from.ReadString());
        return new Assumption(key, LawText.Parse(law, from.ReadBoolean()), unit, "", "", "");
    }

    private static void WriteStrike(BinaryWriter to, Strike strike)
    {
        to.Write((ushort)strike.ChannelMask);
        to.Write(strike.Start);
        to.Write(strike.End);
        to.Write(strike.Beyond);
        to.Write((byte)(strike.Severity?.Length ?? 0));
        foreach (var share in strike.Severity ?? [])
            to.Write(share);
    }

    private static Strike ReadStrike(BinaryReader from)
    {
        var (mask, start, end) = (from.ReadUInt16(), from.ReadDouble(), from.ReadDouble());
        var beyond = from.ReadBoolean();
        var severity = from.ReadByte() is > 0 and var length ? new double[length] : null;
        for (var c = 0; c < severity?.Length; c++)
            severity[c] = from.ReadDouble();
        return new Strike(mask, start, end, severity, beyond);
    }

    private static void WriteShares(BinaryWriter to, IReadOnlyDictionary<int, double> shares) =>
        to.WriteAll(
            shares,
            (w, s) =>
            {
                w.Write(s.Key);
                w.Write(s.Value);
            }
        );

    // In the order written: sums over them then round alike.
    private static Dictionary<int, double> ReadShares(BinaryReader from) =>
        from.ReadAll(r => (r.ReadInt32(), r.ReadDouble())).ToDictionary();

    private static void WritePolicy(BinaryWriter to, MixPolicy policy)
    {
        to.Write(policy.MustKeep);
        to.Write(policy.MustNotUse);
        to.WriteOrNull(policy.Budget);
        to.Write(policy.OwnerCap);
        to.WriteAll(policy.Owners, (w, owner) => w.Write(owner));
        to.Write(policy.SteerRate);
        to.Write(policy.TailWeight);
    }

    private static MixPolicy ReadPolicy(BinaryReader from) =>
        new(
            from.ReadInt32(),
            from.ReadInt32(),
            from.ReadNumberOrNull(),
            from.ReadDouble(),
            from.ReadAll(r => r.ReadString()),
            from.ReadDouble(),
            from.ReadDouble()
        );

    private static void WriteEnrolment(BinaryWriter to, EnrolmentTerms terms) =>
        to.WriteNumbers([terms.Ceiling, terms.PerMonth, terms.Churn, terms.OptOut, terms.LeadDays]);

    private static EnrolmentTerms ReadEnrolment(BinaryReader from) =>
        from.ReadNumbers() is [var ceiling, var perMonth, var churn, var optOut, var leadDays]
            ? new EnrolmentTerms(ceiling, perMonth, churn, optOut, leadDays)
            : throw new InvalidDataException("An enrolment has five terms.");

    private static void WriteMix(BinaryWriter to, Mix mix)
    {
        to.Write(mix.Active);
        to.Write(mix.Standby);
        to.Write(mix.StandbyShare);
        to.Write(mix.SharesFrom);
        to.Write(mix.Shares is not null);
        to.WriteAll(
            mix.Shares?.ToArray() ?? [],
            (w, s) =>
            {
                w.Write(s.Key.Purpose);
                w.Write((int)s.Key.Direction);
                w.WriteNumbers(s.Value);
            }
        );
    }

    private static Mix ReadMix(BinaryReader from)
    {
        var mix = new Mix(from.ReadInt32(), from.ReadInt32(), from.ReadDouble())
        {
            SharesFrom = from.ReadString(),
        };
        var stated = from.ReadBoolean();
        var shares = from.ReadAll(r => ((r.ReadString(), (Direction)r.ReadInt32()), r.ReadNumbers()));
        return stated ? mix with { Shares = shares.ToDictionary() } : mix;
    }
}
