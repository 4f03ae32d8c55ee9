import Directory
import Testing

struct PlaceNameTests {
    @Test(
        arguments: [
            ("Camping - Les Ollivaud", "CAMPING LES OLLIVAUD"),
            ("Les Trois Chênes **", "Camping les Trois Chênes"),
            ("Hôtel Saint-Eloi", "HOTEL SAINT ELOI"), ("Au Cœur de Vendôme", "Camping au Coeur de Vendome"),
            ("Camping - Le Prad'Heol", "Camping Pra'd'Héol"), ("Ajoncs d’Or", "CAMPING LES AJONCS D'OR"),
            ("Hôtel", "HOTEL"),
        ])
    func `ways to write one name are alike`(left: String, right: String) {
        #expect(PlaceName(left).likeness(to: PlaceName(right)) >= 0.8)
    }

    @Test(
        arguments: [
            ("Hôtel B&B Tours Nord 1", "Hôtel B&B Tours Nord 2"), ("Le grand gîte", "Le petit gîte"),
            ("Château de Fontenay - La Closerie", "Château de Fontenay - Le Boulanger"),
            ("Hôtel Ibis Budget", "Hôtel Ibis Styles"), ("Gîte n°7bis", "Gîte n°11"),
            ("Hôtel de la Loire", "Hôtel du Lac"), ("Cap West I", "Cap West II"), ("", "Hôtel"),
        ])
    func `names that differ in what tells places apart are not`(left: String, right: String) {
        #expect(PlaceName(left).likeness(to: PlaceName(right)) <= 0.6)
    }

    @Test func `the name of the commune tells little within it`() {
        let (first, second) = (
            PlaceName("Ibis Tours", commune: ["tours"]), PlaceName("Mercure Tours", commune: ["tours"])
        )

        #expect(first.likeness(to: second) < 0.5)
        #expect(first.likeness(to: PlaceName("Hôtel Ibis")) == 1)
        #expect(
            PlaceName("Hôtel de Tours", commune: ["tours"]).likeness(to: PlaceName("Hôtel de Tours")) == 1)
    }
}
