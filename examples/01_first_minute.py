import twin

city = twin.saint_jumeau()
plan = twin.Plan("Green car park", [twin.Depave(where="Parking de la Gare", to="meadow")])
print(twin.compare(city, plan))
