using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace RiskLens.App.Storage;

/// <summary>The workspace's database. Times are Unix seconds or milliseconds, hours and days count from 1970 (UTC).</summary>
public sealed class WorkspaceDb(DbContextOptions<WorkspaceDb> options) : DbContext(options)
{
    public DbSet<Company> Companies => Set<Company>();
    public DbSet<KeyMark> KeyMarks => Set<KeyMark>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportChannel> ImportChannels => Set<ImportChannel>();
    public DbSet<Rejection> Rejections => Set<Rejection>();
    public DbSet<CountedHour> CountedHours => Set<CountedHour>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<ColumnProfileRow> ColumnProfiles => Set<ColumnProfileRow>();
    public DbSet<EventDay> EventDays => Set<EventDay>();
    public DbSet<ChannelRow> Channels => Set<ChannelRow>();
    public DbSet<PurposeRow> Purposes => Set<PurposeRow>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<ReachListRow> ReachLists => Set<ReachListRow>();
    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();
    public DbSet<CampaignRow> Campaigns => Set<CampaignRow>();
    public DbSet<AssumptionRow> Assumptions => Set<AssumptionRow>();
    public DbSet<AssumptionReviewRow> AssumptionReviews => Set<AssumptionReviewRow>();
    public DbSet<RateRow> Rates => Set<RateRow>();
    public DbSet<OutageRow> Outages => Set<OutageRow>();
    public DbSet<OutageWatchRow> OutageWatches => Set<OutageWatchRow>();
    public DbSet<StudyRow> Studies => Set<StudyRow>();
    public DbSet<Reassessment> Reassessments => Set<Reassessment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>().Property(c => c.Id).ValueGeneratedNever();
        modelBuilder.Entity<KeyMark>().Property(m => m.Id).ValueGeneratedNever();
        modelBuilder.Entity<ChannelRow>().HasIndex(c => c.Name).IsUnique();
        modelBuilder.Entity<PurposeRow>().HasIndex(p => p.Name).IsUnique();
        modelBuilder.Entity<Contact>().HasIndex(c => c.Pseudonym).IsUnique();
        modelBuilder
            .Entity<ReachListRow>()
            .HasKey(r => new
            {
                r.Pseudonym,
                r.Channel,
                r.Told,
            });
        modelBuilder.Entity<AssumptionRow>().HasKey(a => new { a.Key, a.Version });
        modelBuilder.Entity<AssumptionReviewRow>().HasKey(r => r.Key);
        modelBuilder
            .Entity<RateRow>()
            .HasKey(r => new
            {
                r.Date,
                r.From,
                r.To,
            });
        modelBuilder.Entity<StudyRow>().HasIndex(s => s.Sequence).IsUnique();
        modelBuilder.Entity<Reassessment>().HasKey(r => r.Period);
        AddOutages(modelBuilder);

        modelBuilder.Entity<Import>().HasIndex(i => i.Recognition).IsUnique();
        modelBuilder
            .Entity<ImportChannel>()
            .HasKey(c => new
            {
                c.ImportId,
                c.Log,
                c.ChannelId,
            });
        modelBuilder.Entity<ImportChannel>().HasOne<Import>().WithMany().HasForeignKey(c => c.ImportId);
        modelBuilder.Entity<ImportChannel>().HasOne<ChannelRow>().WithMany().HasForeignKey(c => c.ChannelId);
        modelBuilder.Entity<Rejection>().HasKey(r => new { r.ImportId, r.Ordinal });
        modelBuilder.Entity<Rejection>().HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId);
        modelBuilder
            .Entity<EventDay>()
            .HasKey(d => new
            {
                d.ChannelId,
                d.Day,
                d.ImportId,
                d.Log,
                d.Part,
            });
        modelBuilder.Entity<EventDay>().HasOne<Import>().WithMany().HasForeignKey(d => d.ImportId);
        modelBuilder.Entity<EventDay>().HasOne<ChannelRow>().WithMany().HasForeignKey(d => d.ChannelId);

        modelBuilder
            .Entity<CountedHour>()
            .HasKey(h => new
            {
                h.ChannelId,
                h.Hour,
                h.PurposeId,
                h.Out,
                h.ImportId,
                h.Log,
            });
        modelBuilder.Entity<CountedHour>().HasOne<Import>().WithMany().HasForeignKey(h => h.ImportId);
        modelBuilder.Entity<CountedHour>().HasOne<ChannelRow>().WithMany().HasForeignKey(h => h.ChannelId);
        modelBuilder.Entity<SettingRow>().HasKey(s => s.Name);
        modelBuilder.Entity<ColumnProfileRow>().HasKey(p => p.Name);

        // No foreign keys here: hundreds of thousands of rows are rewritten in one import, from checked numbers.
        modelBuilder
            .Entity<LedgerRow>()
            .HasKey(r => new
            {
                r.ChannelId,
                r.Hour,
                r.PurposeId,
            });
    }

    private static void AddOutages(ModelBuilder modelBuilder)
    {
        modelBuilder
            .Entity<OutageRow>()
            .HasIndex(o => new
            {
                o.Format,
                o.Page,
                o.SourceId,
                o.Node,
            })
            .IsUnique();
        modelBuilder
            .Entity<OutageWatchRow>()
            .HasIndex(w => new
            {
                w.Node,
                w.Format,
                w.Page,
                w.FromUnixSeconds,
                w.ToUnixSeconds,
            })
            .IsUnique();
    }
}

/// <summary>Lets the migration tool build the context; the file is never opened.</summary>
internal sealed class WorkspaceDbDesign : IDesignTimeDbContextFactory<WorkspaceDb>
{
    public WorkspaceDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WorkspaceDb>().UseSqlite("Data Source=design.db").Options);
}
