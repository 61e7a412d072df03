namespace RiskLens.Engine.Outages;

/// <summary>Least value of a smooth function of few variables, without derivatives (Nelder and Mead 1965).</summary>
internal static class Descent
{
    public static double[] Least(Func<double[], double> cost, double[] start, double step, int evaluations)
    {
        var n = start.Length;
        var points = new double[n + 1][];
        var costs = new double[n + 1];
        for (var i = 0; i <= n; i++)
        {
            points[i] = (double[])start.Clone();
            if (i > 0)
                points[i][i - 1] += step;
            costs[i] = cost(points[i]);
        }
        for (var used = n + 1; used < evaluations; )
        {
            Array.Sort(costs, points);
            if (costs[n] - costs[0] < 0.01)
                break;
            var middle = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var d = 0; d < n; d++)
                    middle[d] += points[i][d] / n;
            }
            var (point, value) = Try(-1);
            if (value < costs[0])
            {
                var (further, better) = Try(-2);
                if (better < value)
                    (point, value) = (further, better);
            }
            else if (value >= costs[n - 1])
            {
                var (inner, less) = Try(value < costs[n] ? -0.5 : 0.5);
                if (less < Math.Min(value, costs[n]))
                    (point, value) = (inner, less);
                else
                {
                    used += Shrink();
                    continue;
                }
            }
            (points[n], costs[n]) = (point, value);

            (double[], double) Try(double along)
            {
                var moved = new double[n];
                for (var d = 0; d < n; d++)
                    moved[d] = middle[d] + along * (points[n][d] - middle[d]);
                used++;
                return (moved, cost(moved));
            }
        }
        Array.Sort(costs, points);
        return points[0];

        int Shrink()
        {
            for (var i = 1; i <= n; i++)
            {
                for (var d = 0; d < n; d++)
                    points[i][d] = points[0][d] + 0.5 * (points[i][d] - points[0][d]);
                costs[i] = cost(points[i]);
            }
            return n;
        }
    }
}
